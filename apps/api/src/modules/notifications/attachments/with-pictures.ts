import type { MailAttachment } from '../../../platform/mail/compose-message.js';

/**
 * The page of a letter with its pictures written into it, to be looked at where there is no mail around it.
 * Only addresses that the layout has written are replaced: a text cannot hold one, its quotes are escaped.
 */
export function withPictures(html: string, files: readonly MailAttachment[]): string {
  return files.reduce(
    (page, { contentId, contentType, content }) =>
      contentId === null
        ? page
        : page.replaceAll(
            `src="cid:${contentId}"`,
            () => `src="data:${contentType};base64,${content.toString('base64')}"`,
          ),
    html,
  );
}
