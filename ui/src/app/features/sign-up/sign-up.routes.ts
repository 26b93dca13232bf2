export const signUpRoutes = [];
export const confirmRoutes = [];
