-- +goose Up
-- What else the doors keep, each one document that changes as a whole: the payments that a
-- portal began, the credits that an application told of, the attempts at the desk of
-- PiemontePay and the messages of the desk that were answered.

CREATE TABLE pratica (
	genere     TEXT    NOT NULL,
	chiave     TEXT    NOT NULL,
	ida2a      TEXT    NOT NULL, -- whose it is
	giro       INTEGER NOT NULL, -- how many times it changed
	quando     TEXT    NOT NULL, -- of its beginning
	corpo      TEXT    NOT NULL, -- JSON
	PRIMARY KEY (genere, chiave)
);
CREATE INDEX pratica_genere ON pratica (genere, ida2a, quando);

-- What became of each line of a tracciato.
CREATE TABLE riga (
	impronta   TEXT    NOT NULL, -- of the paper
	numero     INTEGER NOT NULL, -- of the line
	corpo      TEXT    NOT NULL, -- its outcome, JSON
	PRIMARY KEY (impronta, numero)
);

-- A credit names the flow that it is for.
CREATE INDEX carta_nome ON carta (tipo, nome);

-- +goose Down
DROP INDEX carta_nome;
DROP TABLE riga;
DROP TABLE pratica;
