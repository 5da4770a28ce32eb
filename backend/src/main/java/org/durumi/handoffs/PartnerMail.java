package org.durumi.handoffs;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.durumi.handoffs.HandoffNotice.Words;
import org.durumi.partners.NoticeAddress;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Tells a partner by mail that something waits in the portal, in the language that she is
 * spoken to in, or in English.
 * <p>
 * Guaranteed: a mail says no more than that, and by when; it names no person, no case, no
 * number and no purpose, and is the same whomever it is about. Nothing is sent over a
 * connection that is not encrypted, unless a setting allows it. Not guaranteed: that
 * whoever runs a mail server on the way does not see that, when and how often this
 * organisation writes to that one.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class PartnerMail {

	/** For a server's word; it is asked some ten times a mail. */
	private static final String PATIENCE = "20000";

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final JavaMailSenderImpl sender;

	private final MailSettings settings;

	private final String from;

	PartnerMail(JavaMailSenderImpl sender, MailSettings settings) {
		if (settings.from() == null) {
			throw new IllegalArgumentException(
					"Set durumi.mail.from to the address that notices to partners come from, or take spring.mail.host away.");
		}
		this.sender = sender;
		this.settings = settings;
		this.from = settings.from();
		Properties properties = sender.getJavaMailProperties();
		properties.put("mail.smtp.starttls.enable", "true");
		properties.put("mail.smtp.starttls.required", Boolean.toString(settings.requireTls()));
		// or a message's id would name this machine
		properties.put("mail.from", this.from);
		for (String protocol : List.of("mail.smtp.", "mail.smtps.")) {
			properties.put(protocol + "ssl.checkserveridentity", "true");
			for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
				properties.putIfAbsent(protocol + wait, PATIENCE);
			}
		}
	}

	/**
	 * Sends one.
	 * @throws org.springframework.mail.MailException if the server did not take it, or
	 * did and could not say so; its message may hold the address
	 */
	void send(NoticeAddress to, @Nullable Language language, Words words, @Nullable Instant until) {
		ResourceBundle texts = texts(HandoffPage.locale((language != null) ? language : Language.ENGLISH));
		MimeMessage message = this.sender.createMimeMessage();
		try {
			MimeMessageHelper mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
			mail.setFrom(this.from);
			mail.setTo(to.value());
			mail.setSubject(texts.getString("subject"));
			mail.setText(text(texts, words, until));
			// so that nothing answers by itself (RFC 3834 section 5)
			message.setHeader("Auto-Submitted", "auto-generated");
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("a bare address and fixed texts make a message", ex);
		}
		this.sender.send(message);
	}

	/** What the mail says. */
	String text(ResourceBundle texts, Words words, @Nullable Instant until) {
		String what = texts.getString("words." + words);
		String portal = (this.settings.portal() != null)
				? MessageFormat.format(texts.getString("portal"), this.settings.portal())
				: texts.getString("portal.known");
		return String.join(
				"\n\n", (until != null)
						? new MessageFormat(what, Locale.ROOT).format(new Object[] { MOMENT.format(until) }) : what,
				portal, texts.getString("safety")) + "\n";
	}

	static ResourceBundle texts(Locale locale) {
		return ResourceBundle.getBundle("handoffs.notice", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

}
