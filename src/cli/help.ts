/** What `--help` prints. */
export const HELP = `Runs Faultline's simulations without a browser: the same models, the same runs.

  npm run -s sim -- list
  npm run -s sim -- run SIMULATION [--scenario NAME] [--seed N] [--set knob=value]…
  npm run -s sim -- sweep SIMULATION --seeds 1..1000 [--workers N] [--grid knob=a,b,c]…
  npm run -s sim -- explore SIMULATION [--scenario NAME] [--set knob=value]…
  npm run -s sim -- link encode SIMULATION [--at STEP] …    link decode LINK

list      every simulation with its question, its scenarios and its knobs
run       one run: what became of every request, which invariants held, the measures, and a link to it in the site
sweep     the same run with many seeds: mean with its 95 % interval, percentiles, the worst seeds with links
explore   every order of messages, timers and faults within bounds: the shortest way to break an invariant, or what was visited
link      a run as the text that an address carries, and back

Which run:
  --scenario NAME    a scenario of the simulation; its first one when left out (explore: the one meant for it)
  --seed N           0 to 4294967295; the scenario's own when left out
  --set knob=value   turns a knob; repeat it for more
  --fault JSON       adds a fault: '{"kind":"crash","component":"server","atUs":1000000,"untilUs":2000000}'
  --link LINK        a run from the site instead: a whole address, or what follows ~ in it

Of run:
  --trace            the whole run as text, one line an event

Of run and sweep:
  --windows          what the simulation measures over time, too: a line for each window of the run (--json has it always)

Of sweep:
  --seeds A..B       which seeds; 1..100 when left out
  --workers N        threads; the answer does not depend on it
  --grid knob=a,b    every combination of these values, each with the same seeds, so that differences are the knobs' doing;
                     lo..hi:step gives a range

Of explore:
  --drop N           how many messages may be lost; --duplicate N: how many may come twice; the scenario's own when left out
  --max-states N     stop after so many states
  --first            stop at the first broken invariant
  --symmetry         components that can be told apart only by their names count as one

Everywhere:
  --json             the answer as JSON on standard output, and nothing else there
  --help             this page

Exit codes:
  0   fine
  1   an invariant broke that the scenario does not declare (explore with --set: any that broke); or, in a scenario as
      its author wrote it, a declared violation did not happen
  2   the command line is wrong; standard error says how, and what is known
  3   a simulation could not be loaded, or threw`;
