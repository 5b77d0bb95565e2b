-- Run once by the image of PostgreSQL when it makes its data: who owns the tables, whom the app is, and Inngest beside them.
\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv app_password DATABASE_APP_PASSWORD
\getenv inngest_password INNGEST_DATABASE_PASSWORD

-- It may make databases, to prove backups in (restore --verify).
create role bestellfix login createdb password :'owner_password';
-- It may connect; each start gives it the rest (docs/decisions/0042).
create role bestellfix_app login password :'app_password';
create role inngest login password :'inngest_password';

create database bestellfix owner bestellfix;
create database inngest owner inngest;
revoke connect on database bestellfix, inngest from public;
grant connect on database bestellfix to bestellfix_app;
