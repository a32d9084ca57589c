/** The axios library as one module of its own. */
export { default } from 'axios';
