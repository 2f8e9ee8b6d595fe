/** The part of .env.example that only docker compose reads. */
export const envExampleOfCompose = `# --- docker compose only: it makes RUNTIME_DATABASE_URL and DATABASE_URL (below) from these two passwords ---

# The database's owner; only "migrate" gets it. Letters and digits: openssl rand -hex 24
DB_OWNER_PASSWORD=change-me

# The run-time role invoicetracker_app. Letters and digits: openssl rand -hex 24
DB_RUNTIME_PASSWORD=change-me

# Where the web app is published on this machine's loopback.
# WEB_PORT=8080
`;
