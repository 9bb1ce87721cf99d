package org.fogward.fog.openid;

import org.fogward.fog.people.Role;

/**
 * Somebody whom an organisation answers for.
 *
 * @param name what the organisation calls them, else its id for them
 * @param subject its id for them
 * @param role what their groups may do
 */
public record OpenIdPerson(String name, String subject, Role role) {}
