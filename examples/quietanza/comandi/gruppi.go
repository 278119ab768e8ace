package comandi

// gruppi holds the commands of each room of the library, in the order of the
// list.
var gruppi = [][]comando{
	gruppoAvviso,
	gruppoSoggetti,
	gruppoPendenza,
	gruppoPendenzaGovPay,
	comandiGPD,
	gruppoRPT,
	comandiNodo,
	comandiNotifiche,
	comandiGovPay,
	gruppoGDP,
	comandiMacchine,
	comandiCausaleFlusso,
	{comandoCassa},
	comandiDenaro,
	comandiRiconcilia,
	gruppoJPPA,
	comandiPiemontePay,
}
