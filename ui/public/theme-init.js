// Runs before the first paint, so that a remembered theme never flashes the other one.
(function () {
  try {
    const theme = localStorage.getItem('tintype.theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage may be forbidden; the system's theme applies.
  }
})();
