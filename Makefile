# Every target is one script; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help start demo reset test check generate bench migrate test-cloud test-containers up down restart logs backup restore \
  images plan deploy smoke status scale destroy simulate

help: ## List what can be done
	@awk -F ':.*## ' '/^## / { printf "\n%s\n", substr($$0, 4) } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## On this machine

start: ## Set everything up and run Tintype
	@scripts/start

demo: ## Run Tintype with the demo, on data that is thrown away when it stops
	@scripts/demo

reset: ## Delete all local data, after asking
	@scripts/reset

## In containers (with ENV=dev or prod, the last three are about AWS)

up: ## Run Tintype in containers on this machine
	@scripts/up

down: ## Stop the containers; all data are kept
	@scripts/down

restart: ## Restart everything in turn; Tintype stays open meanwhile
	@scripts/restart

logs: ## Show what the services write; SERVICE= names one of them
	@$(if $(ENV),scripts/on-aws logs,scripts/logs)

backup: ## Copy all data to backups/; on AWS make snapshots
	@$(if $(ENV),scripts/on-aws backup,scripts/backup)

restore: ## Put a backup back (BACKUP=backups/...), after asking; on AWS FROM= STORE=
	@$(if $(ENV),scripts/on-aws restore,scripts/restore)

## On AWS (ENV=dev or prod)

plan: ## Show what a deployment would change
	@scripts/on-aws plan

deploy: ## Put this checkout on AWS: images, Terraform, migrations, pages, smoke test
	@scripts/on-aws deploy

images: ## Build the images of this commit and push them
	@scripts/on-aws images

smoke: ## Look from outside whether it works; URL= looks anywhere
	@scripts/on-aws smoke

status: ## Show what runs: services, alarms, databases, queues
	@scripts/on-aws status

scale: ## Set between how many tasks a service scales (SERVICE= MIN= MAX=)
	@scripts/on-aws scale

destroy: ## Take an environment down with all its data, after asking for its name
	@scripts/on-aws destroy

simulate: ## Draw what step scaling makes of a load: SERVICE=posts CURVE=crowd, or CURVE=load.csv
	@scripts/simulate

## For developers

test: ## Set everything up and run the tests
	@scripts/test

test-cloud: ## Apply both environments to an emulated AWS and test what was made
	@scripts/test-cloud

test-containers: ## Test Tintype in containers of its own
	@scripts/test-containers

check: ## Types, lint, import rules, generated files, dead code, formatting
	@scripts/check

generate: ## Write what is generated: gRPC code, openapi.json, the client of the pages, nginx, tables of iac
	@scripts/generate

bench: ## Measure: start, feed, upload; prints ratios against named floors
	@scripts/bench

migrate: ## Bring the database of DATABASE_URL up to date
	@scripts/migrate
