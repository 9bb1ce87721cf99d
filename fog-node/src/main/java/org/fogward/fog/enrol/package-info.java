/** How gateways get their certificates: invitations, and enrolment over secure transport (EST, RFC 7030). */
@Configuration
@Requires(property = "fogward.fog.http")
@NullMarked
package org.fogward.fog.enrol;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
