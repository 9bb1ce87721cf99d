package org.fogward.fog.enrol;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;

/** {@code GET /gateway/settings} for a gateway that shows its certificate: {@link GatewaySettings} as JSON. */
@Controller("/gateway/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(GatewaySettings.class)
final class SettingsController {

    private final GatewayDoor door;

    SettingsController(GatewayDoor door) {
        this.door = door;
    }

    @Get
    GatewaySettings settings(HttpRequest<?> request) {
        return ShownCertificate.of(request)
                .flatMap(door.keeper()::admit)
                .map(gateway -> door.settings().get())
                .orElseThrow(() -> new HttpStatusException(HttpStatus.FORBIDDEN, "no good certificate is shown"));
    }
}
