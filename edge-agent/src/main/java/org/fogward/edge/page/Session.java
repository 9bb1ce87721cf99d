package org.fogward.edge.page;

import java.time.Instant;

/**
 * Somebody who is signed in. Its text form leaves all of it out.
 *
 * @param id the digest of the secret in the cookie, hex
 * @param pageToken what pages of this session send with each change, so that other sites' pages cannot
 * @param account what the account was like when it began; it ends when the account is another
 * @param begunAt when it began
 * @param usedAt when it was used last
 */
record Session(String id, String pageToken, String account, Instant begunAt, Instant usedAt) {
    Session used(Instant now) {
        return new Session(id, pageToken, account, begunAt, now);
    }

    @Override
    public String toString() {
        return "a session";
    }
}
