namespace TikTokBan.Generator.World;

/// <summary>Given names and surnames as they are common in Belgium. Any person they make up is invented.</summary>
internal static class Names
{
    public static readonly string[] FrenchGiven =
    [
        "Amélie", "Anaïs", "André", "Aurélie", "Baptiste", "Béatrice", "Benoît", "Camille", "Cécile", "Chloé", "Clément",
        "Corentin", "Delphine", "Didier", "Élise", "Émilie", "Fabrice", "Florence", "François", "Françoise", "Geneviève",
        "Grégory", "Hélène", "Inès", "Jean-Marc", "Jérôme", "Joëlle", "Julien", "Karim", "Laëtitia", "Laurent", "Léa", "Loïc",
        "Lucie", "Marc", "Marie-Ève", "Maxime", "Mehdi", "Michaël", "Nadia", "Nathalie", "Noémie", "Océane", "Olivier",
        "Pascal", "Pierre-Yves", "Raphaël", "Rémi", "Sabrina", "Sébastien", "Sophie", "Stéphanie", "Théo", "Valérie", "Yasmina",
        "Yves", "Zoé",
    ];

    public static readonly string[] DutchGiven =
    [
        "An", "Annelies", "Arne", "Bart", "Bram", "Britt", "Carine", "Daan", "Dirk", "Eline", "Elke", "Evi", "Femke", "Fien",
        "Geert", "Griet", "Hanne", "Ilse", "Ine", "Jan", "Jef", "Joke", "Joris", "Kaat", "Karel", "Katrien", "Koen", "Kristof",
        "Lennert", "Leen", "Liesbeth", "Lore", "Lotte", "Luc", "Maarten", "Marijke", "Mieke", "Nele", "Niels", "Peter", "Pieter",
        "Rik", "Roos", "Ruben", "Saskia", "Sien", "Stijn", "Steven", "Tine", "Tom", "Veerle", "Wannes", "Wim", "Wouter",
        "Youssef", "Zoë",
    ];

    public static readonly string[] FrenchSurname =
    [
        "Ansiaux", "Bâtard", "Bodart", "Boulangé", "Bruyère", "Charlier", "Collard", "Colson", "Cornélis", "Dehousse", "Delcour",
        "Delhaye", "Delvaux", "Denoël", "Dessy", "Dufrêne", "Dumortier", "Évrard", "Fontaine", "Gérard", "Gillain", "Godefroid",
        "Grégoire", "Hansenne", "Hubermont", "Jacquemin", "Lacroix", "Lahaye", "Lambiotte", "Legrand", "Léonard", "Libert",
        "Maréchal", "Marlière", "Massart", "Mathot", "Ménage", "Noël", "Ouafi", "Paquet", "Piérard", "Pirotte", "Quévrain",
        "Renard", "Rigaux", "Sauvenière", "Simonis", "Thiry", "Tilmant", "Toussaint", "Urbain", "Vandenhove", "Warnier", "Wéry",
    ];

    public static readonly string[] DutchSurname =
    [
        "Aerts", "Baeten", "Bogaerts", "Bosmans", "Claes", "Cools", "Coppens", "De Backer", "De Clercq", "De Coster", "De Graeve",
        "De Smedt", "De Wachter", "D'Hondt", "D'Hooghe", "Everaert", "Geens", "Goethals", "Hermans", "Heylen", "Huysmans",
        "Jansen", "Joossens", "Lauwers", "Lemmens", "Maes", "Mertens", "Michiels", "Moens", "Nuyts", "Ooms", "Pauwels", "Peeters",
        "Roels", "Schepers", "Segers", "Smets", "Stevens", "Tack", "Timmermans", "Van Acker", "Van den Broeck", "Van der Auwera",
        "Van Hecke", "Vanhoof", "Van Looy", "Vercammen", "Verhaegen", "Verlinden", "Vermeulen", "Verstraete", "Wauters",
        "Willems", "Wyns",
    ];

    public static readonly string[] Offices = ["Bruxelles / Brussel", "Namur", "Liège", "Gent", "Antwerpen", "Hasselt", "Mons", "Brugge", "Eupen"];
}
