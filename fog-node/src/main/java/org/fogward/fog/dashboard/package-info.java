/** The operators' page: what it loads, what it is told as things change, and the proofs it checks. */
@Configuration
@Requires(property = "fogward.fog.http")
@NullMarked
package org.fogward.fog.dashboard;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
