import { domainToASCII } from 'node:url';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../../platform/clock/clock.js';
import type { AccountScope } from '../../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../../platform/tenancy/tenancy.js';
import { readSenderView } from '../sender-view.js';
import { checkDkim } from './check-dkim.js';
import { checkDmarc } from './check-dmarc.js';
import { checkSpf } from './check-spf.js';
import type { DomainCheck } from './domain-check.dto.js';
import { type Finding, finding } from './finding.js';
import { MailDns } from './mail-dns.js';

/** Asks the name servers whether receivers will believe what a sender sends. It only explains: nothing is stopped by it. */
@Injectable()
export class CheckDomain {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly dns: MailDns,
  ) {}

  /** @throws NotFound */
  async execute(
    scope: AccountScope,
    senderId: string,
    selector: string | null,
  ): Promise<DomainCheck> {
    const sender = await this.tenancy.inAccount(scope, (tx) =>
      readSenderView(tx, scope.accountId, senderId, this.clock.now()),
    );
    const typed = sender.fromEmail.split('@').at(-1)!.toLowerCase();
    const domain = domainToASCII(typed) || typed;
    const [mail, spf, dkim, dmarc] = await Promise.all([
      this.checkMail(domain),
      checkSpf(this.dns, domain, sender.host),
      checkDkim(this.dns, domain, selector),
      checkDmarc(this.dns, domain, sender.fromEmail),
    ]);
    return {
      domain,
      checkedAt: this.clock.now().toISOString(),
      mail: { findings: mail.map((each) => ({ ...each })), record: null, suggestion: null },
      spf: { ...spf, findings: [...spf.findings] },
      dkim: { ...dkim, findings: [...dkim.findings] },
      dmarc: { ...dmarc, findings: [...dmarc.findings] },
    };
  }

  /** Whether there is such a domain, and answers to it arrive anywhere (RFC 5321, 5.1; RFC 7505). */
  private async checkMail(domain: string): Promise<Finding[]> {
    const exchangers = await this.dns.mx(domain);
    if (exchangers.kind === 'failed')
      return [finding('unknown', 'dns-failed', { subject: domain })];
    if (exchangers.kind === 'found') {
      const takesMail = exchangers.records.some((name) => name !== '' && name !== '.');
      return takesMail ? [] : [finding('warning', 'domain-takes-no-mail')];
    }
    if (exchangers.isNameMissing) return [finding('problem', 'domain-missing')];
    const addresses = await Promise.all([this.dns.a(domain), this.dns.aaaa(domain)]);
    const mayTake = addresses.some(({ kind }) => kind !== 'none');
    return mayTake ? [] : [finding('warning', 'domain-takes-no-mail')];
  }
}
