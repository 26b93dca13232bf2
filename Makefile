# Every target is one script; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help start test check demo reset bench generate migrate up down logs backup restore

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: ## Set everything up and run Tintype on this machine
	@scripts/start

test: ## Set everything up and run all tests
	@scripts/test

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

logs: ## Show what the containers write; SERVICE= names one of them
	@scripts/logs

backup: ## Copy all data of the containers to backups/
	@scripts/backup

restore: ## Put a backup back (BACKUP=backups/...), after asking
	@scripts/restore
