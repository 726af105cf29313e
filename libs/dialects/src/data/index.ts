// Written by tools/write-data-index.mjs.
import of000000_national from './000000-national.json' with { type: 'json' };
import of110000_domestic from './110000-domestic.json' with { type: 'json' };
import of120000_domestic from './120000-domestic.json' with { type: 'json' };
import of130000_domestic from './130000-domestic.json' with { type: 'json' };
import of140000_domestic from './140000-domestic.json' with { type: 'json' };
import of150000_domestic from './150000-domestic.json' with { type: 'json' };
import of210000_domestic from './210000-domestic.json' with { type: 'json' };
import of220000_domestic from './220000-domestic.json' with { type: 'json' };
import of230000_domestic from './230000-domestic.json' with { type: 'json' };
import of310000_domestic from './310000-domestic.json' with { type: 'json' };
import of320000_domestic from './320000-domestic.json' with { type: 'json' };
import of330000_domestic from './330000-domestic.json' with { type: 'json' };
import of330000_international from './330000-international.json' with { type: 'json' };
import of330100_domestic from './330100-domestic.json' with { type: 'json' };
import of330110_domestic from './330110-domestic.json' with { type: 'json' };
import of340000_domestic from './340000-domestic.json' with { type: 'json' };
import of350000_domestic from './350000-domestic.json' with { type: 'json' };
import of360000_domestic from './360000-domestic.json' with { type: 'json' };
import of370000_domestic from './370000-domestic.json' with { type: 'json' };
import of410000_domestic from './410000-domestic.json' with { type: 'json' };
import of420000_domestic from './420000-domestic.json' with { type: 'json' };
import of430000_domestic from './430000-domestic.json' with { type: 'json' };
import of440000_domestic from './440000-domestic.json' with { type: 'json' };
import of450000_domestic from './450000-domestic.json' with { type: 'json' };
import of460000_domestic from './460000-domestic.json' with { type: 'json' };
import of500000_domestic from './500000-domestic.json' with { type: 'json' };
import of510000_domestic from './510000-domestic.json' with { type: 'json' };
import of520000_domestic from './520000-domestic.json' with { type: 'json' };
import of530000_domestic from './530000-domestic.json' with { type: 'json' };
import of540000_domestic from './540000-domestic.json' with { type: 'json' };
import of610000_domestic from './610000-domestic.json' with { type: 'json' };
import of620000_domestic from './620000-domestic.json' with { type: 'json' };
import of630000_domestic from './630000-domestic.json' with { type: 'json' };
import of640000_domestic from './640000-domestic.json' with { type: 'json' };
import of650000_domestic from './650000-domestic.json' with { type: 'json' };
import of660000_domestic from './660000-domestic.json' with { type: 'json' };

/** Every dialect of this folder, as it was written. */
export const documents: readonly unknown[] = [
  of000000_national,
  of110000_domestic,
  of120000_domestic,
  of130000_domestic,
  of140000_domestic,
  of150000_domestic,
  of210000_domestic,
  of220000_domestic,
  of230000_domestic,
  of310000_domestic,
  of320000_domestic,
  of330000_domestic,
  of330000_international,
  of330100_domestic,
  of330110_domestic,
  of340000_domestic,
  of350000_domestic,
  of360000_domestic,
  of370000_domestic,
  of410000_domestic,
  of420000_domestic,
  of430000_domestic,
  of440000_domestic,
  of450000_domestic,
  of460000_domestic,
  of500000_domestic,
  of510000_domestic,
  of520000_domestic,
  of530000_domestic,
  of540000_domestic,
  of610000_domestic,
  of620000_domestic,
  of630000_domestic,
  of640000_domestic,
  of650000_domestic,
  of660000_domestic,
];
