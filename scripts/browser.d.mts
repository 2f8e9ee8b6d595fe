export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
}

export function findBrowser(environment?: NodeJS.ProcessEnv): Promise<Browser>;
export function packagedBrowser(environment?: NodeJS.ProcessEnv): Promise<Browser>;
