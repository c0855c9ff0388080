import type { Layout } from './open-database.ts'

/*
 * The read model of deals. `deal` is narrow, for lists; `record` holds each deal whole; `deal_text` finds every run of
 * three characters or more. Rows of one deal share `n`.
 */
export const mirrorLayout: Layout = {
  // All of it can be read from Salesforce again: a power cut may cost the last batch, never the order of batches.
  pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768',
  checksAll: false,
  migrations: [
    `CREATE TABLE deal (
       n INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       name TEXT NOT NULL,
       account_id TEXT,
       account_name TEXT,
       owner_name TEXT,
       stage_name TEXT NOT NULL,
       type TEXT,
       close_date TEXT NOT NULL,
       amount TEXT,
       currency TEXT NOT NULL,
       sold_plan TEXT,
       sold_other INTEGER NOT NULL,
       customer_id TEXT,
       subscription_id TEXT,
       state INTEGER NOT NULL,
       reason TEXT NOT NULL,
       name_key TEXT NOT NULL,
       account_key TEXT,
       owner_key TEXT,
       amount_key REAL,
       opening TEXT NOT NULL
     ) STRICT;
     CREATE INDEX deal_by_close_date ON deal (close_date);
     CREATE INDEX deal_by_name ON deal (name_key);
     CREATE INDEX deal_by_account_name ON deal (account_key);
     CREATE INDEX deal_by_owner ON deal (owner_key, owner_name);
     CREATE INDEX deal_by_amount ON deal (amount_key);
     CREATE INDEX deal_by_state ON deal (state);
     CREATE INDEX deal_by_stage ON deal (stage_name);
     CREATE INDEX deal_by_account ON deal (account_id);
     CREATE INDEX deal_by_customer ON deal (customer_id);
     CREATE INDEX deal_by_subscription ON deal (subscription_id);
     CREATE TABLE record (n INTEGER PRIMARY KEY, deal TEXT NOT NULL) STRICT;
     CREATE VIRTUAL TABLE deal_text USING fts5 (
       text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');
     CREATE TABLE marker (
       subscription_id TEXT PRIMARY KEY,
       customer_id TEXT NOT NULL,
       status TEXT NOT NULL,
       org_id TEXT NOT NULL,
       opportunity_id TEXT NOT NULL,
       run_id TEXT NOT NULL,
       generation INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX marker_by_opportunity ON marker (opportunity_id);
     CREATE INDEX marker_by_customer ON marker (customer_id);
     CREATE TABLE progress (
       one INTEGER PRIMARY KEY CHECK (one = 1), modstamp TEXT, as_of TEXT NOT NULL, scope TEXT NOT NULL) STRICT`,
    // A subscription carries a mark of each deal that made or amended it.
    `DROP TABLE marker;
     CREATE TABLE marker (
       subscription_id TEXT NOT NULL,
       customer_id TEXT NOT NULL,
       status TEXT NOT NULL,
       org_id TEXT NOT NULL,
       opportunity_id TEXT NOT NULL,
       run_id TEXT NOT NULL,
       generation INTEGER NOT NULL,
       PRIMARY KEY (subscription_id, opportunity_id)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX marker_by_opportunity ON marker (opportunity_id);
     CREATE INDEX marker_by_customer ON marker (customer_id);
     DELETE FROM progress`,
    // Two states came between "attention" and "live"; what was sold is compared with what is live.
    `UPDATE deal SET state = state + 2 WHERE state >= 2;
     ALTER TABLE marker ADD COLUMN plan_id TEXT;
     CREATE TABLE drift (one INTEGER PRIMARY KEY CHECK (one = 1), report TEXT NOT NULL) STRICT`,
    // What is new can be told only of a deal list that was whole before.
    `ALTER TABLE progress ADD COLUMN whole INTEGER NOT NULL DEFAULT 0`,
  ],
}
