import { AppModule } from './app.module.js';
import { readSettings } from './config/env.js';
import { createHttpApp } from './platform/http/create-http-app.js';
import { serveDocuments } from './platform/http/serve-documents.js';
import { startOrExplain } from './platform/start-or-explain.js';

await startOrExplain(async () => {
  const settings = readSettings();
  const app = await createHttpApp(AppModule.forRoot(settings, 'api'), settings);
  await serveDocuments(app, settings);
  await app.listen(settings.PORT, settings.HOST);
});
