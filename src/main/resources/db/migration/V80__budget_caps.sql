-- One row per account: a company's month, a company's day, an agent's month, a task. Spent and reserved together never
-- pass the cap of the account's scope. A cap counts everywhere from the moment it is set, so no account keeps its own.
alter table budget drop constraint budget_pkey;
alter table budget drop column cap_micros;
alter table budget rename column month to account;
update budget set account = 'month/' || account;
alter table budget
    alter column account type text collate "C",
    add primary key (company_id, account),
    add check (spent_micros >= 0),
    add check (reserved_micros >= 0);

-- Settled or freed in every account that it counts against.
alter table reservation add column accounts text[] collate "C";
update reservation set accounts = array ['month/' || month];
alter table reservation
    alter column accounts set not null,
    drop column month;

-- What the founder has set. Without a row the month has the server's default, any other scope the month's cap.
alter table budget_cap drop constraint budget_cap_pkey;
alter table budget_cap
    add column scope text not null default 'MONTH' check (scope in ('MONTH', 'DAY', 'AGENT', 'TASK')),
    add primary key (company_id, scope);
alter table budget_cap alter column scope drop default;
