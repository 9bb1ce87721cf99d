package org.fogward.fog.people;

import java.time.Instant;
import org.fogward.protocol.people.PersonName;

/**
 * Somebody who may sign in with a password.
 *
 * @param name the name
 * @param role what they may do
 * @param madeAt when the account was made
 */
public record Account(PersonName name, Role role, Instant madeAt) {}
