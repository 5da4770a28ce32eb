package org.durumi.handoffs;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

import org.durumi.audit.AuditLog;
import org.durumi.handoffs.HandoffNotice.Words;
import org.durumi.keys.SealedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/** When mail is on, and what one says. */
class PartnerMailTests {

	private static final Duration PAUSE = Duration.ofMinutes(2);

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
		.withUserConfiguration(Mail.class)
		.withBean(JdbcClient.class, () -> mock(JdbcClient.class))
		.withBean(SealedLog.class, () -> mock(SealedLog.class))
		.withBean(AuditLog.class, () -> mock(AuditLog.class))
		.withBean(PlatformTransactionManager.class, () -> mock(PlatformTransactionManager.class));

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ MailSettings.class, HandoffSettings.class })
	@Import({ PartnerMail.class, NoticeSending.class, NoticeWatch.class })
	static class Mail {

	}

	@Test
	void withoutAServerThereIsNothingThatSends() {
		this.context.withPropertyValues("durumi.mail.from=office@rescue.example")
			.run((off) -> assertThat(off).doesNotHaveBean(PartnerMail.class)
				.doesNotHaveBean(NoticeWatch.class)
				.doesNotHaveBean(JavaMailSender.class));
	}

	@Test
	void withOneItIsEncryptedAndSaysWhoItComesFrom() {
		this.context.withPropertyValues("spring.mail.host=mail.example")
			.run((nameless) -> assertThat(nameless).getFailure()
				.rootCause()
				.hasMessageStartingWith("Set durumi.mail.from"));
		this.context.withPropertyValues("spring.mail.host=mail.example", "durumi.mail.from=office@rescue.example")
			.run((on) -> {
				assertThat(on).hasSingleBean(NoticeWatch.class);
				assertThat(on.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
					.containsEntry("mail.smtp.starttls.required", "true")
					.containsEntry("mail.smtp.ssl.checkserveridentity", "true")
					.containsEntry("mail.smtps.ssl.checkserveridentity", "true")
					.containsEntry("mail.smtp.timeout", "20000");
			});
		this.context
			.withPropertyValues("spring.mail.host=mail.example", "durumi.mail.from=office@rescue.example",
					"durumi.mail.require-tls=false")
			.run((on) -> assertThat(on.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
				.containsEntry("mail.smtp.starttls.required", "false"));
	}

	@Test
	void whatIsNoAddressIsNoSetting() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MailSettings("Office <office@rescue.example>", null, true, PAUSE));
		for (String portal : new String[] { "http://portal.example", "https://portal.example/?case=1" }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new MailSettings(null, URI.create(portal), true, PAUSE));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new MailSettings(null, null, true, Duration.ZERO));
	}

	@Test
	void pausesGrowToSixHours() {
		MailSettings settings = new MailSettings(null, null, true, PAUSE);
		assertThat(settings.pauseAfter(1)).isEqualTo(PAUSE);
		assertThat(settings.pauseAfter(3)).isEqualTo(Duration.ofMinutes(8));
		assertThat(settings.pauseAfter(8)).isEqualTo(Duration.ofMinutes(256));
		assertThat(settings.pauseAfter(9)).isEqualTo(Duration.ofHours(6));
		assertThat(settings.pauseAfter(1000)).isEqualTo(Duration.ofHours(6));
	}

	@Test
	void eachLanguageSaysTheSameAndThePortalWhereThatIsSet() {
		PartnerMail silent = mail(null);
		PartnerMail telling = mail(URI.create("https://portal.example/"));
		ResourceBundle english = PartnerMail.texts(Locale.ROOT);
		for (Locale locale : new Locale[] { Locale.ROOT, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE }) {
			ResourceBundle texts = PartnerMail.texts(locale);
			assertThat(texts.keySet()).isEqualTo(english.keySet());
			assertThat(locale == Locale.ROOT || !texts.getString("subject").equals(english.getString("subject")))
				.isTrue();
			for (Words words : Words.values()) {
				assertThat(texts.getString("words." + words).contains("{0}")).isEqualTo(words != Words.NOW);
				assertThat(telling.text(texts, words, null)).contains("https://portal.example/")
					.contains(texts.getString("safety"));
				assertThat(silent.text(texts, words, null)).contains(texts.getString("portal.known"))
					.doesNotContain("http");
			}
		}
	}

	private static PartnerMail mail(@Nullable URI portal) {
		return new PartnerMail(new JavaMailSenderImpl(),
				new MailSettings("office@rescue.example", portal, true, PAUSE));
	}

}
