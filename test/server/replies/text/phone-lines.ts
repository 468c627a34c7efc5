/** What phones and mail programs put below a mail. */
export const phoneLines: readonly string[] = [
  'Sent from my iPhone', 'Sent from my Galaxy S24', 'Sent from Outlook for iOS<https://aka.ms/o0ukef>', 'Get Outlook for Android', 'Sent from Yahoo Mail for iPhone', 'Sent from Mail for Windows', 'Sent from Proton Mail for iOS', 'Sent via Superhuman', '(sent from my phone, please excuse typos)', 'Sent with Spark',
  'Envoyé de mon iPhone', 'Envoyé depuis mon téléphone Samsung', 'Télécharger Outlook pour iOS', 'Envoyé à partir de Outlook pour Android',
  'Von meinem iPhone gesendet', 'Gesendet von Outlook für iOS', 'Gesendet von Mail für Windows', 'Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.', 'Gesendet mit der GMX Mail App', 'Holen Sie sich Outlook für Android',
  'Enviado desde mi iPhone', 'Enviado desde Outlook para Android', 'Obtener Outlook para iOS', 'Inviato da iPhone', 'Inviato dal mio telefono Huawei', 'Ottieni Outlook per iOS',
  'Enviado do meu iPhone', 'Enviado a partir do meu smartphone Samsung', 'Obter o Outlook para Android', 'Verstuurd vanaf mijn iPhone', 'Verzonden vanuit Mail voor Windows', 'Outlook voor iOS downloaden',
  'Skickat från min iPhone', 'Sendt fra min iPhone', 'Lähetetty iPhonesta', 'Wysłane z iPhone’a', 'Wysłano z mojego telefonu', 'Отправлено с iPhone', 'Отправлено из мобильной Почты Mail.ru', 'Надіслано з iPhone',
  'Odesláno z iPhonu', 'Odoslané z iPhonu', 'Trimis de pe iPhone', 'Az iPhone-omról küldve', 'iPhone’umdan gönderildi', 'Στάλθηκε από το iPhone μου', 'Poslano s mojeg iPhonea', '从我的 iPhone 发送', '從我的 iPhone 傳送', 'iPhoneから送信', '나의 iPhone에서 보냄',
];
