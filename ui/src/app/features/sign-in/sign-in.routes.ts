export const signInRoutes = [];
export const forgotPasswordRoutes = [];
