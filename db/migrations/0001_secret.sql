-- The secret that signs links: made once for this installation, 244 random bits.
insert into "settings" ("key", "value")
values ('secret', to_jsonb(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')))
on conflict do nothing;
