/** Who may enter the fog node's HTTPS door, and what for: signing in, roles, limits. */
@Configuration
@Requires(property = "fogward.fog.http")
@NullMarked
package org.fogward.fog.gate;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
