-- +goose Up
-- The words of this schema mean the same in PostgreSQL and in SQLite. Amounts are whole
-- cents; days are aaaa-mm-gg; instants are RFC 3339 in UTC with six decimals, so that
-- they sort as texts; what may be absent is NULL. No column that a payment changes has an
-- index, so that PostgreSQL rewrites no index when a position moves.

CREATE TABLE posizione (
	ida2a      TEXT    NOT NULL, -- the application that owns it
	idpendenza TEXT    NOT NULL,
	dominio    TEXT    NOT NULL,
	avviso     TEXT,             -- 18 digits
	iuv        TEXT,
	tipo       TEXT    NOT NULL, -- idTipoPendenza
	debitore   TEXT,             -- fiscal code
	fascicolo  TEXT,             -- identificativo of the document that it is an alternative or a rate of
	scadenza   TEXT,             -- last payable day
	stato      TEXT    NOT NULL, -- a name, never a number
	anomala    INTEGER NOT NULL, -- 0, 1
	importo    BIGINT  NOT NULL, -- cents
	pagato     BIGINT  NOT NULL, -- cents received and not given back
	giro       INTEGER NOT NULL, -- how many times it moved
	creata     TEXT    NOT NULL,
	mossa      TEXT    NOT NULL,
	corpo      TEXT    NOT NULL, -- the whole position, JSON
	PRIMARY KEY (ida2a, idpendenza)
);
CREATE UNIQUE INDEX posizione_avviso ON posizione (dominio, avviso);
CREATE INDEX posizione_iuv ON posizione (iuv);
CREATE INDEX posizione_debitore ON posizione (debitore);
CREATE INDEX posizione_fascicolo ON posizione (fascicolo) WHERE fascicolo IS NOT NULL;

-- The log: what happened to each position, in order. Nothing is ever changed in it. The
-- event of giro 0 is the position as it was created.
CREATE TABLE evento (
	ida2a      TEXT    NOT NULL,
	idpendenza TEXT    NOT NULL,
	giro       INTEGER NOT NULL,
	quando     TEXT    NOT NULL,
	autore     TEXT    NOT NULL, -- NODO, NOTTE, the name of an application or of a person
	tipo       TEXT    NOT NULL,
	corpo      TEXT    NOT NULL, -- JSON
	PRIMARY KEY (ida2a, idpendenza, giro)
);

-- The attempts to pay: what the platform was told to pay, and the receipt that came.
CREATE TABLE tentativo (
	dominio    TEXT    NOT NULL,
	iuv        TEXT    NOT NULL,
	ccp        TEXT    NOT NULL, -- receiptId; "" of the one that waits for its receipt
	ida2a      TEXT    NOT NULL,
	idpendenza TEXT    NOT NULL,
	stato      TEXT    NOT NULL,
	importo    BIGINT  NOT NULL, -- cents
	iniziato   TEXT,             -- NULL of a receipt that nobody had asked for
	concluso   TEXT,
	tipo       TEXT    NOT NULL, -- paGetPayment, paGetPaymentV2, "" when nobody asked
	richiesta  BYTEA,            -- the answer that was given, as it was sent
	ricevuta   BYTEA,            -- the receipt, as it came
	PRIMARY KEY (dominio, iuv, ccp)
);
CREATE INDEX tentativo_posizione ON tentativo (ida2a, idpendenza);

-- The receipts that were refused, and those for other bodies: the money has moved all the
-- same.
CREATE TABLE scarto (
	impronta   TEXT    PRIMARY KEY, -- SHA-256 of the bytes, hexadecimal
	dominio    TEXT    NOT NULL,    -- as the message says
	iuv        TEXT    NOT NULL,
	ccp        TEXT    NOT NULL,
	risposta   TEXT    NOT NULL,    -- the fault code, "" of one that was accepted for another body
	motivo     TEXT    NOT NULL,
	quando     TEXT    NOT NULL,
	corpo      BYTEA   NOT NULL
);

-- Papers that came: journals, flows, cash documents, tracciati, as they are.
CREATE TABLE carta (
	impronta   TEXT    PRIMARY KEY, -- SHA-256 of the bytes, hexadecimal
	tipo       TEXT    NOT NULL,
	nome       TEXT    NOT NULL,
	ida2a      TEXT    NOT NULL,    -- who brought it, "" for the platform
	stato      TEXT    NOT NULL,    -- RICEVUTA, LETTA, RIFIUTATA
	esito      TEXT    NOT NULL,    -- what was found in it, JSON
	quando     TEXT    NOT NULL,
	corpo      BYTEA   NOT NULL
);
CREATE INDEX carta_tipo ON carta (tipo, quando);

-- What is to be sent to the debtor, and when.
CREATE TABLE promemoria (
	ida2a      TEXT    NOT NULL,
	idpendenza TEXT    NOT NULL,
	tipo       TEXT    NOT NULL, -- AVVISO, SCADENZA
	giorno     TEXT    NOT NULL,
	PRIMARY KEY (ida2a, idpendenza, tipo)
);
CREATE INDEX promemoria_giorno ON promemoria (giorno);

-- Where each body has got to in giving out notice numbers.
CREATE TABLE numerazione (
	dominio    TEXT    NOT NULL,
	codice     TEXT    NOT NULL, -- aux digit and application or segregation code
	prossimo   BIGINT  NOT NULL,
	PRIMARY KEY (dominio, codice)
);

-- What the reconciliation of a night found.
CREATE TABLE notte (
	giorno     TEXT    PRIMARY KEY,
	quando     TEXT    NOT NULL, -- when it ended
	situazione TEXT    NOT NULL, -- of every object, JSON
	cambi      TEXT    NOT NULL, -- since the night before, JSON
	rifiutate  TEXT    NOT NULL  -- keys of the positions that refused what they were told, JSON
);

-- What a person said of a finding.
CREATE TABLE visto (
	oggetto    TEXT    NOT NULL,
	chiave     TEXT    NOT NULL,
	nota       TEXT    NOT NULL,
	autore     TEXT    NOT NULL,
	quando     TEXT    NOT NULL,
	PRIMARY KEY (oggetto, chiave, quando)
);

-- +goose Down
DROP TABLE visto;
DROP TABLE notte;
DROP TABLE numerazione;
DROP TABLE promemoria;
DROP TABLE carta;
DROP TABLE scarto;
DROP TABLE tentativo;
DROP TABLE evento;
DROP TABLE posizione;
