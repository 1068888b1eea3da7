from vooruit.uitleg.vorm import Deel, Uitleg

UITLEG = Uitleg(
    taal="tr",
    naam="Türkçe",
    titel="Bize anlattıklarınızı nasıl koruyoruz",
    inleiding="Mahallenizde bir öğrenciyle konuşuyorsunuz. Öğrenci sonra kısaca bir şeyler yazar. "
    "Böylece sizinle bağımızı koruruz ve çalışmamızın işe yarayıp yaramadığını görürüz.",
    inhoud="Metne geç",
    talen="Diller",
    delen=(
        Deel(
            beeld="woord",
            kop="Bunları yazıyoruz",
            regels=(
                "Adınızın yerine bir kelime. Örneğin: Kastanje (kestane).",
                "Adınızı veya numaranızı yalnızca siz isterseniz. Onu sadece sizinle görüşen öğrenciler ve koordinatör okuyabilir.",
                "Ne zaman konuştuğumuzu, nasıl konuştuğumuzu (örneğin kahve içerken) ve aşağı yukarı ne kadar sürdüğünü.",
                "Konuyu, seçtiğimiz tek bir kelimeyle. Örneğin: ev, okul veya iş.",
                "Hangi öğrenciyle konuştuğunuzu komşu, gönüllü veya esnaf olup olmadığınızı ve neleri iyi yaptığınızı.",
                "Bazen konuşma hakkında birkaç kelime. İçinde isim yoktur.",
            ),
        ),
        Deel(
            beeld="nooit",
            kop="Bunları asla yazmıyoruz",
            regels=(
                "Adresinizi.",
                "Kimlik ve oturum belgelerinizi, hangi ülkeden geldiğinizi.",
                "Ne kadar kazandığınızı, borçlarınızı ve hastalıklarınızı.",
                (
                    "Konu para veya sağlık mı? O zaman yalnızca mahallede bu konunun konuşulduğunu sayarız. "
                    "Bu, sizin kelimenizin yanında yazmaz."
                ),
            ),
        ),
        Deel(
            beeld="wie",
            kop="Bunu kim görür?",
            regels=(
                "Görüştüğünüz öğrenciler ve onların koordinatörü.",
                "Belediye ve diğer ortaklar yalnızca bütün mahallenin sayılarını görür. Grup küçükse sayı görmezler.",
            ),
        ),
        Deel(
            beeld="verhuurder",
            kop="Ev sahibiniz bunu asla görmez",
            regels=("Evi kiraladığınız kurum bizimle birlikte çalışsa bile görmez.",),
        ),
        Deel(
            beeld="tijd",
            kop="Bunu ne kadar saklıyoruz?",
            regels=(
                "Sizinle görüştüğümüz sürece veya siz silinsin diyene kadar.",
                "Bir buçuk yıl hiç konuşmazsak kapatırız. Bir yıl sonra geriye yalnızca sayılar kalır.",
                "Adınızı: siz silinsin diyene kadar. O zaman hemen silinir.",
                "Konuşma hakkında birkaç kelime: en fazla altı ay.",
                "Mahalle için bir fırsat veya soru ayrı yazılır, sizden söz edilmez. Onu bütün ekip okur. Son adımdan bir yıl sonra metin silinir.",
            ),
        ),
        Deel(
            beeld="nee",
            kop="Her zaman hayır diyebilirsiniz",
            regels=(
                "Hayır derseniz sizin hakkınızda hiçbir şey yazmayız. Yine de her şeye katılabilirsiniz.",
                (
                    "Hakkınızda ne yazdığını sorabilir, düzeltilmesini veya silinmesini isteyebilirsiniz. Öğrenciye veya "
                    "koordinatöre sorun ve kelimenizi söyleyin. Bir ay içinde cevap alırsınız."
                ),
                (
                    "Mahalledeki çalışmamız için gerekli olduğu için bunu yazabiliriz (AVG, madde 6, fıkra 1 f). Buna karşı "
                    "mısınız? Bize söyleyin veya Hollanda veri koruma kurumu Autoriteit Persoonsgegevens'e başvurun."
                ),
            ),
            mail="Ya da bize e-posta yazın:",
        ),
        Deel(
            beeld="gevaar",
            kop="Biri tehlikede mi?",
            regels=(
                "O zaman, mümkünse sizinle birlikte, yardım çağırırız.",
                "Şu anda tehlike varsa: 112. Ev güvenli değilse: Veilig Thuis, 0800-2000, gece gündüz, ücretsiz.",
                "Bu konuda hiçbir şey yazmayız.",
            ),
            nummers=("112", "0800-2000"),
        ),
    ),
)
