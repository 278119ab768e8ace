module github.com/quietanza/quietanza/examples/portale

go 1.26

replace github.com/quietanza/quietanza => ../..

replace github.com/quietanza/quietanza/examples/stampa => ../stampa

require (
	github.com/boombuler/barcode v1.1.0
	github.com/goccy/go-graphviz v0.2.10
	github.com/looplab/fsm v1.0.3
	github.com/quietanza/quietanza v0.0.0-00010101000000-000000000000
	github.com/quietanza/quietanza/examples/stampa v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/disintegration/imaging v1.6.2 // indirect
	github.com/flopp/go-findfont v0.1.0 // indirect
	github.com/fogleman/gg v1.3.0 // indirect
	github.com/golang/freetype v0.0.0-20170609003504-e2365dfdc4a0 // indirect
	github.com/makiuchi-d/gozxing v0.1.1 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	github.com/tetratelabs/wazero v1.10.1 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/image v0.21.0 // indirect
	golang.org/x/text v0.41.0 // indirect
	golang.org/x/xerrors v0.0.0-20200804184101-5ec99f83aff1 // indirect
)
