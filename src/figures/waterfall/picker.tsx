/** Which request is shown: any of them by its number, or the slowest. */
import { useContext } from 'react';
import { type PlayedRequest, requestsOf } from '../../kernel/index.ts';
import { AtRest } from '../at-rest.ts';
import type { PictureProps } from '../contract.ts';
import { requestWords } from '../request-label.ts';
import { slowest } from './rows.ts';

/** More than this are not listed one by one. */
const LISTED = 300;

export function Picker({
  played,
  shown,
  onSelect,
}: { readonly shown: PlayedRequest } & Pick<PictureProps, 'played' | 'onSelect'>) {
  const atRest = useContext(AtRest);
  const requests = requestsOf(played);
  const longest = slowest(requests);
  const listed = requests.slice(0, LISTED);
  return (
    <div className="picture-picker">
      <label>
        <span>Request</span>
        <select
          value={shown.request}
          disabled={atRest}
          onChange={(event) => onSelect({ request: Number(event.target.value) })}
        >
          {(listed.includes(shown) ? listed : [shown, ...listed]).map((request) => (
            <option key={request.request} value={request.request}>
              {requestWords(request)}
            </option>
          ))}
        </select>
      </label>
      {longest !== undefined && (
        <button
          type="button"
          disabled={atRest || longest === shown}
          onClick={() => onSelect({ request: longest.request })}
        >
          The slowest
        </button>
      )}
    </div>
  );
}
