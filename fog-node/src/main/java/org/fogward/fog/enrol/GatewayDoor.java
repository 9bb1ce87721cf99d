package org.fogward.fog.enrol;

import java.util.function.Supplier;
import org.fogward.fog.authority.DoorKeeper;

/**
 * What the HTTPS door has for gateways.
 *
 * @param keeper judges their certificates
 * @param enrolment gives them certificates
 * @param settings what they have to know
 */
public record GatewayDoor(DoorKeeper keeper, Enrolment enrolment, Supplier<GatewaySettings> settings) {}
