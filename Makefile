# Every target is one script; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: simulate help start test test-cloud check demo reset bench generate migrate up down logs backup restore images plan deploy smoke destroy status scale

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: ## Set everything up and run Tintype on this machine
	@scripts/start

test: ## Set everything up and run all tests
	@scripts/test

test-cloud: ## Only the tests that apply both environments to an emulated AWS
	@scripts/test-cloud

check: ## Types, lint, import rules, generated files, dead code, formatting
	@scripts/check

demo: ## Run Tintype with the demo, on data that is thrown away when it stops
	@scripts/demo

reset: ## Delete all local data, after asking
	@scripts/reset

bench: ## Measure: start, feed, upload; prints ratios against named floors
	@scripts/bench

generate: ## Write what is generated: gRPC code, openapi.json, the client of the pages
	@scripts/generate

migrate: ## Bring the database of DATABASE_URL up to date
	@scripts/migrate

up: ## Run Tintype in containers on this machine
	@scripts/up

down: ## Stop the containers; all data are kept
	@scripts/down

# With ENV= these three are about AWS, without it about the containers on this machine.
logs: ## Show what the services write; SERVICE= names one of them, ENV= means AWS
	@$(if $(ENV),scripts/on-aws logs,scripts/logs)

backup: ## Copy all data of the containers to backups/; with ENV= snapshots on AWS
	@$(if $(ENV),scripts/on-aws backup,scripts/backup)

restore: ## Put a backup back (BACKUP=backups/...), after asking; with ENV= FROM= STORE= on AWS
	@$(if $(ENV),scripts/on-aws restore,scripts/restore)

images: ## Build the images of this commit and push them (ENV=dev or prod, as below)
	@scripts/on-aws images

plan: ## Show what a deployment to AWS would change
	@scripts/on-aws plan

deploy: ## Put this checkout on AWS: images, Terraform, migrations, pages, smoke test
	@scripts/on-aws deploy

smoke: ## Look from outside whether it works on AWS; URL= looks anywhere
	@scripts/on-aws smoke

status: ## Show what runs on AWS: services, alarms, databases, queues
	@scripts/on-aws status

scale: ## Set between how many tasks a service scales (SERVICE= MIN= MAX=)
	@scripts/on-aws scale

destroy: ## Take an environment on AWS down with all its data, after asking for its name
	@scripts/on-aws destroy

simulate: ## What step scaling makes of a load, drawn: SERVICE=posts CURVE=crowd, or CURVE=load.csv
	@scripts/simulate
