/** The page that the bench of the player opens: one figure, as the site has it. */
import { createRoot } from 'react-dom/client';
import type { FigureData } from '../../src/player/figure-data.ts';
import { knowModel } from '../../src/player/models.ts';
import Player from '../../src/player/Player.tsx';
import '../../src/player/styles/index.ts';
import '../../src/styles/base.css';
import '../../src/styles/tokens.css';
import { storm } from './storm-model.ts';

knowModel(storm);
const figure = JSON.parse(document.getElementById('figure-data')?.textContent ?? '') as FigureData;
const place = document.getElementById('figure');
if (place !== null) createRoot(place).render(<Player figure={figure} />);
