-- What the gateway asks of the database for a debt that is verified, paid and receipted, and
-- for its notification: as many statements, of the same kind, on the same tables.
\set i :i + 1
\set n :da + (:i - 1) * :clienti + :client_id + 1
-- paVerifyPaymentNotice
SELECT corpo, giro, creata, mossa FROM posizione WHERE dominio = '12345678903' AND avviso = '301' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0');
-- paGetPaymentV2
BEGIN;
SELECT corpo, giro, creata, mossa FROM posizione WHERE dominio = '12345678903' AND avviso = '301' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0');
UPDATE posizione SET dominio = '12345678903', avviso = '301' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), iuv = '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), tipo = 'LIBERO', debitore = 'TSTPNI70D01L219V', fascicolo = NULL,
	scadenza = '2999-12-31', stato = 'NON_ESEGUITA', anomala = 0, importo = 10000, pagato = 0, corpo = :tentata, giro = giro + 1, mossa = :quando
	WHERE ida2a = 'GEST' AND idpendenza = 'TARI-' || lpad((:n)::text, 9, '0') AND giro = 0;
INSERT INTO evento (ida2a, idpendenza, giro, quando, autore, tipo, corpo) VALUES ('GEST', 'TARI-' || lpad((:n)::text, 9, '0'), 1, :quando, 'NODO', 'AvviaTentativo', :tentativo);
INSERT INTO tentativo (dominio, iuv, ccp, ida2a, idpendenza, stato, importo, iniziato, tipo, richiesta)
	VALUES ('12345678903', '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), '', 'GEST', 'TARI-' || lpad((:n)::text, 9, '0'), 'IN_CORSO', 10000, :quando, 'paGetPaymentV2', :richiesta)
	ON CONFLICT (dominio, iuv, ccp) DO UPDATE SET importo = excluded.importo, iniziato = excluded.iniziato, tipo = excluded.tipo, richiesta = excluded.richiesta;
COMMIT;
-- paSendRTV2
BEGIN;
SELECT corpo, giro, creata, mossa FROM posizione WHERE dominio = '12345678903' AND avviso = '301' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0');
SELECT dominio, iuv, ccp, ida2a, idpendenza, stato, importo, iniziato, concluso, tipo, richiesta, ricevuta FROM tentativo WHERE dominio = '12345678903' AND iuv = '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0') AND ccp IN ('', lpad(to_hex((:n)::bigint), 32, '0'));
UPDATE posizione SET dominio = '12345678903', avviso = '301' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), iuv = '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), tipo = 'LIBERO', debitore = 'TSTPNI70D01L219V', fascicolo = NULL,
	scadenza = '2999-12-31', stato = 'ESEGUITA', anomala = 0, importo = 10000, pagato = 10000, corpo = :pagata, giro = giro + 1, mossa = :quando
	WHERE ida2a = 'GEST' AND idpendenza = 'TARI-' || lpad((:n)::text, 9, '0') AND giro = 1;
INSERT INTO evento (ida2a, idpendenza, giro, quando, autore, tipo, corpo) VALUES ('GEST', 'TARI-' || lpad((:n)::text, 9, '0'), 2, :quando, 'NODO', 'Ricevuta', :evento);
INSERT INTO river_job (args, created_at, kind, max_attempts, metadata, priority, queue, scheduled_at, state, tags, unique_key, unique_states)
	SELECT unnest(ARRAY[jsonb_build_object('ida2a', 'GEST', 'idpendenza', 'TARI-' || lpad((:n)::text, 9, '0'), 'giro', 2, 'tipo', 'Notifica', 'iuv', '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0'), 'ccp', lpad(to_hex((:n)::bigint), 32, '0'))]), unnest(ARRAY[now()]), unnest(ARRAY['banco']),
		unnest(ARRAY[25::smallint]), unnest(ARRAY['{}'::jsonb]), unnest(ARRAY[1::smallint]), unnest(ARRAY['banco']), unnest(ARRAY[now()]), unnest(ARRAY['available'::river_job_state]),
		string_to_array(unnest(ARRAY['']), ','), nullif(unnest(ARRAY[''::bytea]), ''), nullif(unnest(ARRAY[0]), 0)::bit(8)
	ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND unique_states IS NOT NULL AND river_job_state_in_bitmask(unique_states, state) DO NOTHING;
UPDATE tentativo SET ccp = lpad(to_hex((:n)::bigint), 32, '0'), stato = 'ESEGUITO', importo = 10000, concluso = :quando, ricevuta = :ricevuta
	WHERE dominio = '12345678903' AND iuv = '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0') AND ccp = '';
COMMIT;
-- The notification, and its work: taken and closed by the dozen.
SELECT corpo, giro, creata, mossa FROM posizione WHERE ida2a = 'GEST' AND idpendenza = 'TARI-' || lpad((:n)::text, 9, '0');
SELECT dominio, iuv, ccp, ida2a, idpendenza, stato, importo, iniziato, concluso, tipo, richiesta, ricevuta FROM tentativo WHERE dominio = '12345678903' AND iuv = '01' || lpad((:n)::text, 13, '0') || lpad(((3010000000000000 + (:n)::bigint) % 93)::text, 2, '0') AND ccp = lpad(to_hex((:n)::bigint), 32, '0');
\if :i % 12 = 0
UPDATE river_job SET state = 'running', attempt = attempt + 1, attempted_at = now(), attempted_by = array_append(attempted_by, 'banco')
	WHERE id IN (SELECT id FROM river_job WHERE state = 'available' AND queue = 'banco' AND scheduled_at <= now() ORDER BY priority, scheduled_at, id LIMIT 12 FOR UPDATE SKIP LOCKED);
UPDATE river_job SET state = 'completed', finalized_at = now()
	WHERE id IN (SELECT id FROM river_job WHERE state = 'running' AND queue = 'banco' ORDER BY priority, scheduled_at, id LIMIT 12 FOR UPDATE SKIP LOCKED);
\endif
