/** The fog node's HTTPS door: blobs, health and metrics here, the operators' page from the dashboard. */
@Configuration
@Requires(property = FogHttpServer.MARK)
@NullMarked
package org.fogward.fog.http;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
