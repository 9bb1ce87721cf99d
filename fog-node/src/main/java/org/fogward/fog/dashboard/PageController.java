package org.fogward.fog.dashboard;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.Optional;

/** The pages themselves. They hold no data; scripts fetch it. */
@Controller
@Produces(MediaType.TEXT_HTML)
final class PageController {
    private final String index = Pages.read("index.html");
    private final String proof = Pages.read("proof.html");
    private final String signIn = Pages.read("sign-in.html");
    private final String first = Pages.read("first.html");
    private final String gateways = Pages.read("gateways.html");
    private final String people = Pages.read("people.html");
    private final String auditLog = Pages.read("audit-log.html");

    @Get
    HttpResponse<String> index() {
        return page(index);
    }

    @Get("/sign-in")
    HttpResponse<String> signIn() {
        return page(signIn);
    }

    @Get("/first")
    HttpResponse<String> first() {
        return page(first);
    }

    @Get("/gateways")
    HttpResponse<String> gateways() {
        return page(gateways);
    }

    @Get("/people")
    HttpResponse<String> people() {
        return page(people);
    }

    @Get("/audit-log")
    HttpResponse<String> auditLog() {
        return page(auditLog);
    }

    @Get("/proofs/{round}{/gateway}")
    HttpResponse<String> proof(long round, Optional<String> gateway) {
        if (round < 1) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "rounds count from 1");
        }
        return page(proof);
    }

    private static HttpResponse<String> page(String html) {
        return HttpResponse.ok(html).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
