package org.fogward.fog.enrol;

/**
 * What a gateway has to know of its fog node, beside what its certificate says.
 *
 * @param federation the federation's id
 * @param mqtt the broker, {@code ssl://host:port}
 * @param https the fog node's page and blobs, {@code https://host:port}
 * @param fogKey what verifies the fog node's messages
 */
public record GatewaySettings(String federation, String mqtt, String https, String fogKey) {}
