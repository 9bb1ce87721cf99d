package org.fogward.fog.people;

import java.time.Instant;

/**
 * Somebody who is signed in. Holds no secret but the page token, which it does not show.
 *
 * @param id the digest of the secret in the cookie, hex
 * @param pageToken what pages of this session send with each change, so that other sites' pages cannot
 * @param name an account's name, or {@code openid:} and what the organisation calls them
 * @param role what they may do
 * @param begunAt when they signed in
 */
public record Session(String id, String pageToken, String name, Role role, Instant begunAt) {

    @Override
    public String toString() {
        return "session of " + name;
    }
}
