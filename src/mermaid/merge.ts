/** Two drawings that differ in their colours only become one that follows the theme. */
import { follow } from './palette.ts';

const colours =
  /#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\([^()]*\)|\b(?:black|white|gr[ae]y|lightgr[ae]y|none|transparent|currentColor|inherit|red|navy|yellow)\b/g;

export function merge(light: string, dark: string): string {
  const [lightParts, darkParts] = [light.split(colours), dark.split(colours)];
  const [lightColours, darkColours] = [light.match(colours) ?? [], dark.match(colours) ?? []];
  const at = lightParts.findIndex((part, index) => part !== darkParts[index]);
  if (at >= 0 || lightColours.length !== darkColours.length) {
    throw new Error(
      `the light and the dark drawing differ in more than colours, near: ${lightParts[Math.max(at, 0)]?.slice(0, 120)}`,
    );
  }
  return lightParts
    .map((part, index) => {
      const colour = lightColours[index];
      return colour === undefined ? part : part + follow(colour, darkColours[index] as string);
    })
    .join('');
}
