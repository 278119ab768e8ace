CREATE TABLE pendenza (
	dominio   TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	avviso    TEXT    UNIQUE,    -- 18 digits
	stato     TEXT    NOT NULL,  -- a name, never a number
	importo   INTEGER NOT NULL,  -- cents
	scadenza  TEXT,              -- aaaa-mm-gg
	giro      INTEGER NOT NULL,  -- how many times it moved
	documento TEXT    NOT NULL,  -- the whole position, JSON
	PRIMARY KEY (dominio, id)
);
CREATE TABLE evento (            -- the log, from which a position can be made again
	dominio   TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	giro      INTEGER NOT NULL,
	documento TEXT    NOT NULL,
	PRIMARY KEY (dominio, id, giro)
);
CREATE TABLE coda (              -- what is to be done, and was not yet
	numero    INTEGER PRIMARY KEY,
	dominio   TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	tipo      TEXT    NOT NULL,
	ccp       TEXT    NOT NULL,
	fatta     INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE ricevuta (          -- as they came: they are kept, whatever was answered
	numero    INTEGER PRIMARY KEY,
	receipt   TEXT    NOT NULL,
	risposta  TEXT    NOT NULL,  -- the fault code, empty for OK
	documento TEXT    NOT NULL
);
CREATE TABLE notte (             -- what a night leaves to the next
	giorno     TEXT    PRIMARY KEY,
	situazione TEXT    NOT NULL,
	carte      TEXT    NOT NULL,
	chiusi     TEXT    NOT NULL,
	ricevute   INTEGER NOT NULL -- the last one that it read
);
