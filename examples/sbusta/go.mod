module github.com/quietanza/quietanza/examples/sbusta

go 1.26

replace github.com/quietanza/quietanza => ../..

require (
	github.com/quietanza/quietanza v0.0.0-00010101000000-000000000000
	github.com/smallstep/pkcs7 v0.2.3
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/shopspring/decimal v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)
