/** Whose machine is shown: any component's, or whoever steps. */
import { useContext } from 'react';
import type { ComponentNow } from '../../kernel/index.ts';
import { nameById } from '../about.ts';
import { AtRest } from '../at-rest.ts';
import type { PictureProps } from '../contract.ts';

/** More than this are not listed one by one. */
const LISTED = 300;

export function ComponentPicker({
  played,
  moment,
  selection,
  shown,
  onSelect,
}: Pick<PictureProps, 'played' | 'moment' | 'selection' | 'onSelect'> & { readonly shown: ComponentNow }) {
  const atRest = useContext(AtRest);
  const listed = moment.components.slice(0, LISTED).map(({ component }) => component.id);
  const { id } = shown.component;
  const chosen = selection.component === id ? id : '';
  const all = chosen === '' || listed.includes(id) ? listed : [id, ...listed];
  return (
    <div className="picture-picker">
      <label>
        <span>Component</span>
        <select
          value={chosen}
          disabled={atRest}
          // Nobody is chosen when the one who was is let go.
          onChange={({ target }) => onSelect({ component: target.value === '' ? chosen : target.value })}
        >
          <option value="">whoever steps: {nameById(played, id)}</option>
          {all.map((each) => (
            <option key={each} value={each}>
              {nameById(played, each)}
            </option>
          ))}
        </select>
      </label>
      <span className="picture-says">{shown.component.kind.says}</span>
    </div>
  );
}
