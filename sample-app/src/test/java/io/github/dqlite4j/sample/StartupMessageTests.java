package io.github.dqlite4j.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StartupMessageTests {

	@Test
	void saysWhereToLook(CapturedOutput output) {
		publishReady(new MockEnvironment().withProperty("local.server.port", "12345"));
		assertThat(output).containsOnlyOnce("http://localhost:12345/");
	}

	@Test
	void saysNothingWhenThereIsNoWebServer(CapturedOutput output) {
		publishReady(new MockEnvironment());
		assertThat(output).doesNotContain("http://");
	}

	private static void publishReady(MockEnvironment environment) {
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			context.setEnvironment(environment);
			new StartupMessage().log(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
		}
	}

}
