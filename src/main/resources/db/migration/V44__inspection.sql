create table health (
    id             bigserial primary key,
    company_id     uuid not null,
    at             timestamptz not null,
    healthy        boolean not null,
    probes         integer not null,
    probes_passed  integer not null,
    tests_run      integer not null,
    tests_passed   integer not null,
    detail         text not null
);
create index health_of_company on health (company_id, at desc);

create table alert (
    company_id     uuid not null,
    id             uuid not null,
    cause          text not null,
    severity       text not null,
    component      text not null,
    details        text not null,
    suggested_fix  text not null,
    raised_at      timestamptz not null,
    closed_at      timestamptz,
    closed_why     text not null default '',
    primary key (company_id, id)
);
create unique index alert_one_open_per_cause on alert (company_id, cause) where closed_at is null;
