export const statechartLayout = () => undefined;
