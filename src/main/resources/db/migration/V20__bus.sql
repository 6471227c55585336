-- Facts on their way. A row is written in the transaction that made it true, sent to Redis after, and kept as history.
create table outbox (
    id            bigserial primary key,
    tx            xid8 not null default pg_current_xact_id(),
    fact_id       uuid not null unique,
    company_id    uuid not null,
    channel       text not null,
    key           text not null,
    type          text not null,
    payload       text not null,
    created_at    timestamptz not null default now(),
    sent_at       timestamptz,
    delivered_at  timestamptz
);
create index outbox_unsent on outbox (id) where sent_at is null;
create index outbox_undelivered on outbox (sent_at) where delivered_at is null;
create index outbox_history on outbox (company_id, tx, id);
comment on column outbox.tx is 'readers of history stop at the oldest transaction under way, so no row appears behind them';
comment on column outbox.delivered_at is 'when every subscriber was through with it';

-- What each consumer has seen; written in the transaction of what the consumer did.
create table inbox (
    consumer  text not null,
    fact_id   uuid not null,
    seen_at   timestamptz not null default now(),
    primary key (consumer, fact_id)
);

create table dead_letter (
    company_id  uuid not null,
    fact_id     uuid not null,
    consumer    text not null,
    channel     text not null,
    type        text not null,
    payload     text not null,
    reason      text not null,
    parked_at   timestamptz not null default now(),
    primary key (company_id, fact_id, consumer)
);
