/** Later files may outweigh earlier ones; the narrow figure and paper come last. */
import './frame.css';
import './transport.css';
import './now.css';
import './knobs.css';
import './holds.css';
import './actions.css';
import './folds.css';
import './laboratory.css';
import './narrow.css';
import './print.css';
