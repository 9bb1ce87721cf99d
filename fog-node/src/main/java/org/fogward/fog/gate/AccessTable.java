package org.fogward.fog.gate;

import static org.fogward.fog.gate.Admittance.ANYBODY;
import static org.fogward.fog.gate.Admittance.AUDITOR;
import static org.fogward.fog.gate.Admittance.GATEWAY;
import static org.fogward.fog.gate.Admittance.OPERATOR;
import static org.fogward.fog.gate.Admittance.SCRAPER;
import static org.fogward.fog.gate.Admittance.VIEWER;

import java.util.List;
import java.util.Optional;

/**
 * Who may do what at the HTTPS door, all of it. A route is named as its controller declares it, or by a folder and two asterisks; a
 * method by its name, or an asterisk for all. What is in no row is for nobody.
 */
final class AccessTable {

    private static final List<Row> ROWS = List.of(
            new Row("*", "/blobs/**", GATEWAY),
            new Row("*", "/.well-known/est/**", GATEWAY),
            new Row("*", "/gateway/**", GATEWAY),
            new Row("GET", "/assets/**", ANYBODY),
            new Row("GET", "/webjars/**", ANYBODY),
            new Row("GET", "/sign-in", ANYBODY),
            new Row("GET", "/first", ANYBODY),
            new Row("GET", "/api/sign-in", ANYBODY),
            new Row("POST", "/api/sign-in", ANYBODY),
            new Row("POST", "/api/first", ANYBODY),
            new Row("GET", "/sign-in/openid", ANYBODY),
            new Row("GET", "/sign-in/openid/back", ANYBODY),
            new Row("GET", "/health", ANYBODY),
            new Row("GET", "/metrics", SCRAPER),
            new Row("GET", "/", VIEWER),
            new Row("GET", "/api/state", VIEWER),
            new Row("GET", "/api/events", VIEWER),
            new Row("GET", "/api/ledger/participants", VIEWER),
            new Row("GET", "/api/session", VIEWER),
            new Row("POST", "/api/session/end", VIEWER),
            new Row("POST", "/api/session/end-all", VIEWER),
            new Row("GET", "/proofs/{round}{/gateway}", AUDITOR),
            new Row("GET", "/api/proofs/{round}/{gateway}", AUDITOR),
            new Row("GET", "/api/verification", AUDITOR),
            new Row("POST", "/api/verification", AUDITOR),
            new Row("GET", "/audit-log", AUDITOR),
            new Row("GET", "/api/audit-log", AUDITOR),
            new Row("GET", "/gateways", OPERATOR),
            new Row("GET", "/api/gateways", OPERATOR),
            new Row("POST", "/api/gateways/{gateway}/suspend", OPERATOR),
            new Row("POST", "/api/gateways/{gateway}/restore", OPERATOR),
            new Row("POST", "/api/invitations", OPERATOR),
            new Row("GET", "/people", OPERATOR),
            new Row("GET", "/api/people", OPERATOR),
            new Row("POST", "/api/people", OPERATOR),
            new Row("PUT", "/api/people/{name}/role", OPERATOR),
            new Row("PUT", "/api/people/{name}/password", OPERATOR),
            new Row("DELETE", "/api/people/{name}", OPERATOR));

    private static final String BELOW = "/**";

    private AccessTable() {}

    /** A row: these requests, this admittance. */
    private record Row(String method, String path, Admittance admittance) {

        boolean fits(String method, String path) {
            return (method().equals("*") || method().equals(method)) && fits(path);
        }

        private boolean fits(String path) {
            return path().endsWith(BELOW)
                    ? path.startsWith(path().substring(0, path().length() - BELOW.length() + 1))
                    : path().equals(path);
        }
    }

    /**
     * Who may use a route.
     *
     * @param method the HTTP method; HEAD is as GET
     * @param path the route as it is declared
     */
    static Optional<Admittance> of(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return ROWS.stream()
                .filter(row -> row.fits(asked, path))
                .map(Row::admittance)
                .findFirst();
    }
}
