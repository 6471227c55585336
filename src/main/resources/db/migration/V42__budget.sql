-- One row per company and calendar month (UTC). Spent and reserved together never pass the cap.
create table budget (
    company_id       uuid not null,
    month            text not null,
    cap_micros       bigint not null check (cap_micros >= 0),
    spent_micros     bigint not null default 0,
    reserved_micros  bigint not null default 0,
    primary key (company_id, month)
);

create table reservation (
    id             uuid primary key,
    company_id     uuid not null,
    month          text not null,
    worker         text not null,
    amount_micros  bigint not null,
    reserved_at    timestamptz not null
);
create index reservation_of_worker on reservation (worker);

-- What the founder has set; the newest month's row starts from it.
create table budget_cap (
    company_id  uuid primary key,
    cap_micros  bigint not null check (cap_micros >= 0)
);

-- What has been said already, so that it is said once.
create table budget_notice (
    company_id  uuid not null,
    month       text not null,
    cap_micros  bigint not null,
    kind        text not null,
    primary key (company_id, month, cap_micros, kind)
);
