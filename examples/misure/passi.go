package main

// passi are the statements that reconcile, in the order of work of the engine:
// rows against receipts, flows against credits, single transfers, receipts,
// positions. They cover the classes that the generated month contains and those
// next to them; flags, versions, candidates, conflicts and groups of credits,
// which the engine also decides, are not asked of the database.
var passi = []string{
	// Rows against receipts: an absent indice is the only item of the receipt.
	// Of several rows on one item the first by flow and position keeps it.
	`CREATE TEMP TABLE abbinata AS
	 SELECT g.id AS riga, g.flusso, g.cent, g.iuv, g.iur, g.esito, i.id AS ricevuta, i.cent AS pagato,
	        ROW_NUMBER() OVER (PARTITION BY g.flusso, g.iuv, g.iur, g.indice ORDER BY g.id) AS copia,
	        CASE WHEN i.id IS NULL THEN 1
	             ELSE ROW_NUMBER() OVER (PARTITION BY i.id ORDER BY CASE WHEN i.cent = g.cent THEN 0 ELSE 1 END, g.flusso, g.id) END AS contesa
	 FROM riga g LEFT JOIN ricevuta i
	   ON i.iuv = g.iuv AND i.iur = g.iur AND i.indice = CASE WHEN g.indice = 0 THEN 1 ELSE g.indice END`,

	// Flows: integrity, then the credit whose amount is the total.
	`CREATE TEMP TABLE e_flussi AS
	 SELECT f.id, f.idflusso, f.totale,
	        CASE WHEN s.numero <> f.numero OR s.somma <> f.totale THEN 'ANOMALO'
	             WHEN EXISTS (SELECT 1 FROM movimento m WHERE m.idflusso = f.idflusso AND m.cent = f.totale) THEN 'RICONCILIATO'
	             WHEN EXISTS (SELECT 1 FROM movimento m WHERE m.idflusso = f.idflusso) THEN 'IMPORTO_DIVERSO'
	             ELSE 'ACCREDITO_MANCANTE' END AS classe
	 FROM flusso f JOIN (SELECT flusso, COUNT(*) AS numero, SUM(cent) AS somma FROM riga GROUP BY flusso) s ON s.flusso = f.id`,
	`CREATE UNIQUE INDEX e_flussi1 ON e_flussi (id)`,
	`CREATE INDEX e_flussi2 ON e_flussi (idflusso)`,

	`CREATE TEMP TABLE e_righe AS
	 SELECT a.riga, a.flusso, a.ricevuta, a.iuv, f.classe AS classeflusso, a.cent, a.esito,
	   CASE WHEN a.copia > 1 THEN 'DUPLICATA'
	        WHEN a.contesa > 1 THEN 'PAGAMENTO_GIA_RENDICONTATO'
	        WHEN a.ricevuta IS NOT NULL THEN CASE WHEN a.pagato = a.cent THEN 'ABBINATA' ELSE 'IMPORTO_DIVERSO' END
	        WHEN NOT (LENGTH(a.iuv) = 17 AND a.iuv LIKE '01%') AND p.voci IS NULL THEN 'ALTRO_INTERMEDIARIO'
	        WHEN a.esito IN (8, 9) THEN CASE WHEN p.voci IS NULL THEN 'PENDENZA_SCONOSCIUTA' WHEN p.voci = 1 THEN 'SENZA_RICEVUTA_AMMESSA' ELSE 'SENZA_RICEVUTA_MULTIVOCE' END
	        ELSE 'SENZA_RICEVUTA' END AS classe
	 FROM abbinata a JOIN e_flussi f ON f.id = a.flusso
	 LEFT JOIN (SELECT iuv, COUNT(*) AS voci FROM voce GROUP BY iuv) p ON a.ricevuta IS NULL AND p.iuv = a.iuv`,
	`CREATE INDEX e_righe1 ON e_righe (ricevuta)`,
	`CREATE INDEX e_righe2 ON e_righe (iuv, classe)`,

	// Single transfers, after the flows: the first credit takes the payment.
	`CREATE TEMP TABLE singolo AS
	 SELECT m.id, s.ricevuta, s.pagamenti,
	   CASE WHEN s.pagamenti IS NULL THEN 'IUV_NON_TROVATO'
	        WHEN s.pagamenti > 1 THEN 'IUV_AMBIGUO'
	        WHEN s.accreditati > 0 THEN 'PAGAMENTO_GIA_RICONCILIATO'
	        WHEN m.cent <> s.somma THEN 'IMPORTO_DIVERSO'
	        WHEN ROW_NUMBER() OVER (PARTITION BY m.iuv, m.cent = s.somma ORDER BY m.data, m.id) > 1 THEN 'PAGAMENTO_GIA_RICONCILIATO'
	        ELSE 'RICONCILIATO_SINGOLO' END AS classe
	 FROM movimento m LEFT JOIN (
	   SELECT i.iuv, MIN(i.id) AS ricevuta, COUNT(DISTINCT i.iur) AS pagamenti, SUM(i.cent) AS somma,
	          SUM(CASE WHEN e.classe = 'ABBINATA' AND e.classeflusso = 'RICONCILIATO' THEN 1 ELSE 0 END) AS accreditati
	   FROM ricevuta i LEFT JOIN e_righe e ON e.ricevuta = i.id
	   WHERE i.iuv IN (SELECT iuv FROM movimento WHERE iuv <> '') GROUP BY i.iuv) s ON s.iuv = m.iuv
	 WHERE m.tipo IN ('RFS', 'RFB')`,
	`CREATE INDEX singolo1 ON singolo (ricevuta)`,

	`CREATE TEMP TABLE e_movimenti AS
	 SELECT m.id,
	   CASE WHEN f.classe IS NULL THEN 'FLUSSO_NON_TROVATO'
	        WHEN f.classe = 'ANOMALO' THEN 'FLUSSO_ANOMALO'
	        WHEN m.cent = f.totale AND ROW_NUMBER() OVER (PARTITION BY m.idflusso, m.cent = f.totale ORDER BY m.data, m.id) = 1 THEN 'RICONCILIATO'
	        WHEN f.classe = 'RICONCILIATO' THEN 'FLUSSO_GIA_RICONCILIATO'
	        ELSE 'IMPORTO_DIVERSO' END AS classe
	 FROM movimento m LEFT JOIN e_flussi f ON f.idflusso = m.idflusso WHERE m.tipo = 'PUR'
	 UNION ALL SELECT id, classe FROM singolo
	 UNION ALL SELECT id, 'NON_PAGOPA' FROM movimento WHERE tipo = ''`,

	`CREATE TEMP TABLE e_ricevute AS
	 SELECT i.id, i.iuv, i.indice, i.cent,
	   CASE WHEN (e.classe = 'ABBINATA' AND e.classeflusso = 'RICONCILIATO') OR s.ricevuta IS NOT NULL THEN 'INCASSATA'
	        WHEN e.classe = 'IMPORTO_DIVERSO' THEN 'RIGA_DIFFORME'
	        WHEN e.classe = 'ABBINATA' THEN 'RENDICONTATA'
	        ELSE 'NON_RENDICONTATA' END AS classe
	 FROM ricevuta i
	 LEFT JOIN e_righe e ON e.ricevuta = i.id AND e.classe IN ('ABBINATA', 'IMPORTO_DIVERSO')
	 LEFT JOIN singolo s ON s.ricevuta = i.id AND s.classe = 'RICONCILIATO_SINGOLO'`,
	`CREATE INDEX e_ricevute1 ON e_ricevute (iuv, indice)`,

	`CREATE TEMP TABLE e_pendenze AS
	 SELECT v.pendenza,
	   CASE WHEN MAX(CASE WHEN e.classe = 'INCASSATA' AND e.cent = v.cent THEN 1 ELSE 0 END) = 1
	          OR MAX(CASE WHEN g.classe = 'SENZA_RICEVUTA_AMMESSA' AND g.classeflusso = 'RICONCILIATO' AND g.cent = v.cent THEN 1 ELSE 0 END) = 1 THEN 'INCASSATA'
	        WHEN MAX(CASE WHEN e.classe = 'RENDICONTATA' AND e.cent = v.cent THEN 1 ELSE 0 END) = 1 THEN 'RENDICONTATA'
	        WHEN MAX(CASE WHEN e.classe = 'NON_RENDICONTATA' AND e.cent = v.cent THEN 1 ELSE 0 END) = 1 THEN 'PAGATA'
	        WHEN COUNT(e.id) > 0 THEN 'ANOMALA'
	        ELSE 'NON_PAGATA' END AS classe
	 FROM voce v
	 LEFT JOIN e_ricevute e ON e.iuv = v.iuv AND e.indice = v.indice
	 LEFT JOIN e_righe g ON g.ricevuta IS NULL AND g.iuv = v.iuv AND g.classe = 'SENZA_RICEVUTA_AMMESSA'
	 GROUP BY v.pendenza, v.cent`,
}
