export class HealthView {
  status: 'ok';
}

export class InstanceView {
  name: string;
  isDemo: boolean;
  mailCatcherUrl: string | null;
  docsUrl: string | null;
}
